//! The lines under every report that say what its figures rest on.

use entente_core::time::Instant;
use entente_history::Basis;

use super::number::grouped;

/// An instant without its fraction of a second.
fn to_second(at: Instant) -> Instant {
    Instant::from_micros(at.as_micros().div_euclid(1_000_000) * 1_000_000)
}

/// The ground of a report as text, one line a thing.
pub(in crate::commands) fn text(basis: &Basis, of: &str) -> String {
    let upto =
        basis.up_to.map_or_else(|| "nothing on record".to_owned(), |seq| format!("up to entry {}", grouped(seq.0)));
    let mut text = format!("\nas of {}, {upto}; {} in {}", to_second(basis.as_of), basis.window, basis.zone);
    if let Some(until) = basis.observed_until {
        text += &format!("; observed until {}", to_second(until));
    }
    text += &format!("\nn = {} {of}", grouped(basis.n));
    for excluded in &basis.excluded {
        text += &format!("; left out: {} {}", grouped(excluded.n), excluded.why);
    }
    text +=
        &format!("; too young to judge: {}; cannot tell: {}\n", grouped(basis.immature), grouped(basis.cannot_tell));
    text + "[ ] is the 95% interval that the number allows (Wilson)\n"
}

/// The ground of a statement about clocks in Korean.
pub(in crate::commands) fn korean(basis: &Basis) -> String {
    let entry = basis.up_to.map_or_else(|| "빈 기록".to_owned(), |seq| format!("기록 {}번까지", grouped(seq.0)));
    let mut text = format!("\n기준 {}, {entry}; 시간대 {}", to_second(basis.as_of), basis.zone);
    if let Some(until) = basis.observed_until {
        text += &format!("; 마지막 사실 {}", to_second(until));
    }
    let cancelled: u64 = basis.excluded.iter().map(|excluded| excluded.n).sum();
    text += &format!("\n기한 {}건, 취소 {}건", grouped(basis.n), grouped(cancelled));
    text += &format!("; 진행 중 {}건; 알 수 없음 {}건\n", grouped(basis.immature), grouped(basis.cannot_tell));
    text + "[ ]는 건수가 허용하는 95% 구간입니다 (Wilson)\n"
}
