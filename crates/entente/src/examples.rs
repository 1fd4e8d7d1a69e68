//! What to type: examples under the help of each command, a line each.

pub(crate) const CHECK: &str = "Examples:
  entente check agreement.yaml
  entente check --json agreement.yaml    for an editor or a build";

pub(crate) const SAY: &str = "Examples:
  entente say agreement.yaml
  entente say agreement.yaml --lang ko";

pub(crate) const DIFF: &str = "Examples:
  entente diff agreement.yaml agreement-next.yaml";

pub(crate) const HASH: &str = "Examples:
  entente hash agreement.yaml
  entente hash --canonical agreement.yaml > agreement.jcs    the bytes that are signed";

pub(crate) const SCHEMA: &str = "Examples:
  entente schema > entente.schema.json";

pub(crate) const CLOCK: &str = r#"Examples:
  entente clock --calendar agreement.yaml due --start 2026-03-06T16:30-05:00 --target "4 business hours"
  entente clock --calendar agreement.yaml elapsed --from 2026-03-06T16:30-05:00 --to 2026-03-09T10:00-05:00"#;

pub(crate) const SIGN: &str = r#"Examples:
  ssh-keygen -t ed25519 -N "" -f my-key
  entente sign agreement.yaml --as sales --key my-key"#;

pub(crate) const VERIFY: &str = "Examples:
  entente verify agreement.signed";

pub(crate) const IMPORT: &str = "Examples:
  entente import --map map.yaml leads.csv calls.csv --dry-run
  entente import --map map.yaml exports/";

pub(crate) const RUN: &str = "Examples:
  entente run --agreement agreement.signed    the first time
  entente run                                 from then on, after every import
  entente run --as-of 2026-03-31";

pub(crate) const EXPLAIN: &str = "Examples:
  entente explain anna@harbour.example
  entente explain crm:4711 --at 2026-03-04T12:00+01:00";

pub(crate) const REPORT: &str = "Examples:
  entente report funnel --by source --cohort month
  entente report sla --by owner
  entente report velocity --from handed_off --to first_attempt --within 1h,1d";

pub(crate) const STATEMENT: &str = "Examples:
  entente statement
  entente statement --lang ko --as-of 2026-04-01";

pub(crate) const REBUILD: &str = "Examples:
  entente rebuild --verify";

pub(crate) const KEEP: &str = "Examples:
  entente keep --dry-run    what would be dropped
  entente keep";

pub(crate) const BACKUP: &str = "Examples:
  entente backup --in halden --to backups/2026-03-02";

pub(crate) const RESTORE: &str = "Examples:
  entente restore --from backups/2026-03-02 --in halden-again --verify";

pub(crate) const MIGRATE: &str = "Examples:
  entente migrate
  entente migrate --in postgres://entente@db.example/halden";

pub(crate) const COPY: &str = "Examples:
  entente copy --from entente-data --to postgres://entente@db.example/halden
  entente copy --from postgres://entente@db.example/halden --to halden-copy";

pub(crate) const WORK: &str = "Examples:
  entente work --in postgres://entente@db.example/halden
  ENTENTE_IN=postgres://entente@db.example/halden entente work";

pub(crate) const SERVE: &str = "Examples:
  entente serve
  entente serve --no-work --in postgres://entente@db.example/halden
  entente serve --in halden --port 8090
  ENTENTE_HTTPS=true entente serve --in halden";

pub(crate) const DEMO: &str = "Examples:
  entente demo
  entente demo --speed 60 --port 8090
  entente demo --fresh --seed 7
  entente demo --no-serve --into small --leads 400";
