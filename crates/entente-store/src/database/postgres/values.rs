//! Values as PostgreSQL sends and takes them, and statements for many rows or keys made from the text for one.

use postgres::types::private::BytesMut;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::super::{Parameters, Value};
use crate::Error;

type Fault = Box<dyn std::error::Error + Sync + Send>;

/// PostgreSQL has no letter of number 0; what has one is kept with the picture of it instead, alike wherever it is sought.
const NO_ZERO: &str = "\u{2400}";

impl ToSql for Value<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Fault> {
        match *self {
            Value::Null => return Ok(IsNull::Yes),
            Value::Integer(number) if *kind == Type::INT2 => {
                out.extend_from_slice(&i16::try_from(number)?.to_be_bytes());
            }
            Value::Integer(number) if *kind == Type::INT4 => {
                out.extend_from_slice(&i32::try_from(number)?.to_be_bytes());
            }
            Value::Integer(number) => out.extend_from_slice(&number.to_be_bytes()),
            Value::Text(text) if text.contains('\0') => out.extend_from_slice(text.replace('\0', NO_ZERO).as_bytes()),
            Value::Text(text) => out.extend_from_slice(text.as_bytes()),
            Value::Blob(bytes) => out.extend_from_slice(bytes),
            Value::Texts(texts) => return texts.to_sql(&Type::TEXT_ARRAY, out),
            Value::Integers(numbers) => return numbers.to_sql(&Type::INT8_ARRAY, out),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// What the parameters of a statement are.
pub(super) fn of(params: &impl Parameters) -> Vec<Value<'_>> {
    (0..params.count()).map(|index| params.at(index)).collect()
}

/// What each parameter is for all rows.
pub(super) fn columns<P: Parameters>(rows: &[P]) -> Vec<Vec<Value<'_>>> {
    let width = rows.first().map_or(0, P::count);
    (0..width).map(|index| rows.iter().map(|row| row.at(index)).collect()).collect()
}

/// How each text that has a letter of number 0 is written; none where it has none.
pub(super) fn without_zero(texts: &[&str]) -> Vec<Option<String>> {
    texts.iter().map(|text| text.contains('\0').then(|| text.replace('\0', NO_ZERO))).collect()
}

/// A column as it comes.
struct Raw<'a>(Value<'a>);

impl<'a> FromSql<'a> for Raw<'a> {
    fn from_sql(kind: &Type, bytes: &'a [u8]) -> Result<Raw<'a>, Fault> {
        Ok(Raw(match *kind {
            Type::INT8 => Value::Integer(i64::from_be_bytes(bytes.try_into()?)),
            Type::INT4 => Value::Integer(i64::from(i32::from_be_bytes(bytes.try_into()?))),
            Type::INT2 => Value::Integer(i64::from(i16::from_be_bytes(bytes.try_into()?))),
            Type::BYTEA => Value::Blob(bytes),
            Type::TEXT => Value::Text(std::str::from_utf8(bytes)?),
            _ => return Err(format!("a column of kind {kind} is nowhere kept").into()),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Raw<'a>, Fault> {
        Ok(Raw(Value::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// What stands in a column.
pub(in crate::database) fn value(row: &postgres::Row, index: usize) -> Result<Value<'_>, Error> {
    match row.try_get::<_, Raw<'_>>(index) {
        Ok(Raw(value)) => Ok(value),
        Err(why) => Err(Error::unreadable(format_args!("column {index} of a row"), why)),
    }
}

/// The text of a statement for many rows, from that for one with parameters of these kinds: each parameter is then the
/// column of all rows. Rows of one statement must have nothing to do with each other.
pub(super) fn many(sql: &str, kinds: &[Type]) -> String {
    let verb = sql.lines().find(|line| !line.starts_with("--")).and_then(|line| line.split_whitespace().next());
    let rows = rows(kinds);
    let with_columns = with_columns(sql);
    match verb {
        Some("insert") => {
            let Some((before, rest)) = with_columns.split_once("values (") else { return with_columns };
            let Some((one, after)) = rest.split_once(')') else { return with_columns };
            format!("{before}select {one} from {rows}{after}")
        }
        Some("update") => with_columns.replacen("where", &format!("from {rows} where"), 1),
        Some("delete") => with_columns.replacen("where", &format!("using {rows} where"), 1),
        _ => format!("select found.* from {rows} cross join lateral ({with_columns}) as found"),
    }
}

/// The rows as a table: a column for each parameter.
fn rows(kinds: &[Type]) -> String {
    let columns: Vec<String> = kinds.iter().zip(1..).map(|(kind, place)| format!("${place}::{kind}[]")).collect();
    let names: Vec<String> = (1..=kinds.len()).map(|place| format!("c{place}")).collect();
    format!("unnest({}) as given ({})", columns.join(", "), names.join(", "))
}

/// A statement with the columns of [`rows`] for its parameters.
fn with_columns(sql: &str) -> String {
    let mut parts = sql.split('$');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "given.c" + part)
}

/// The text of a query for many keys, from that for one, which is the last parameter.
pub(super) fn any(sql: &str, place: usize) -> String {
    sql.replacen(&format!("= ${place}"), &format!("= any(${place})"), 1)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{Type, any, many};

    #[test]
    fn a_query_for_many_keys_is_that_for_one() {
        assert_eq!(any("select b from a where c = $1 and d = $2", 2), "select b from a where c = $1 and d = any($2)");
        assert_eq!(any("select b from a where d = $1 order by b", 1), "select b from a where d = any($1) order by b");
    }

    #[test]
    fn a_statement_for_many_rows_is_that_for_one_with_columns_for_parameters() {
        let mut got = String::new();
        for sql in [
            "insert into a (b, c) values ($1, $2)",
            "-- why\ninsert into a (b, c, d)\nvalues ($1, 'x', $2) on conflict (b) do update set c = excluded.c",
            "update a set b = $1 where c = $2 and b < $1",
            "delete from a where b = $1 and c < (select c from a where b = $1 limit 1 offset $2)",
            "select b, c from a where b = $1 order by c limit $2",
        ] {
            let kinds = vec![Type::INT8, Type::TEXT];
            got += &format!("{sql}\n  {}\n", many(sql, &kinds));
        }
        expect![[r#"
            insert into a (b, c) values ($1, $2)
              insert into a (b, c) select given.c1, given.c2 from unnest($1::int8[], $2::text[]) as given (c1, c2)
            -- why
            insert into a (b, c, d)
            values ($1, 'x', $2) on conflict (b) do update set c = excluded.c
              -- why
            insert into a (b, c, d)
            select given.c1, 'x', given.c2 from unnest($1::int8[], $2::text[]) as given (c1, c2) on conflict (b) do update set c = excluded.c
            update a set b = $1 where c = $2 and b < $1
              update a set b = given.c1 from unnest($1::int8[], $2::text[]) as given (c1, c2) where c = given.c2 and b < given.c1
            delete from a where b = $1 and c < (select c from a where b = $1 limit 1 offset $2)
              delete from a using unnest($1::int8[], $2::text[]) as given (c1, c2) where b = given.c1 and c < (select c from a where b = given.c1 limit 1 offset given.c2)
            select b, c from a where b = $1 order by c limit $2
              select found.* from unnest($1::int8[], $2::text[]) as given (c1, c2) cross join lateral (select b, c from a where b = given.c1 order by c limit given.c2) as found
        "#]].assert_eq(&got);
    }
}
