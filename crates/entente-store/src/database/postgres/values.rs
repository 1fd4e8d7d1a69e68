//! Values as PostgreSQL sends and takes them, and statements for many rows or keys made from the text for one.

use postgres::types::private::BytesMut;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::super::Value;
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

/// The text of an insert of many rows, from that of one row whose `values (…)` take parameters of these kinds in order:
/// each parameter is then the column of all rows.
pub(super) fn many(sql: &str, kinds: &[Type]) -> String {
    let Some((before, rest)) = sql.split_once("values (") else { return sql.to_owned() };
    let Some((one, after)) = rest.split_once(')') else { return sql.to_owned() };
    let cells = one.split(',').map(|cell| cell.trim().replacen('$', "c", 1));
    let names = (1..=kinds.len()).map(|place| format!("c{place}"));
    let columns = kinds.iter().zip(1..).map(|(kind, place)| format!("${place}::{kind}[]"));
    let [cells, names, columns] =
        [cells.collect::<Vec<_>>(), names.collect(), columns.collect()].map(|all| all.join(", "));
    format!("{before}select {cells} from unnest({columns}) as rows ({names}){after}")
}

/// The text of a query for many keys, from that for one, which is the last parameter.
pub(super) fn any(sql: &str, place: usize) -> String {
    sql.replacen(&format!("= ${place}"), &format!("= any(${place})"), 1)
}

#[cfg(test)]
mod tests {
    use super::{Type, any, many};

    #[test]
    fn a_query_for_many_keys_is_that_for_one() {
        assert_eq!(any("select b from a where c = $1 and d = $2", 2), "select b from a where c = $1 and d = any($2)");
        assert_eq!(any("select b from a where d = $1 order by b", 1), "select b from a where d = any($1) order by b");
    }

    #[test]
    fn an_insert_of_many_rows_is_that_of_one_with_columns_for_cells() {
        let rows = [
            (
                "insert into a (b, c) values ($1, $2)",
                "insert into a (b, c) select c1, c2 from unnest($1::int8[], $2::int8[]) as rows (c1, c2)",
            ),
            (
                "insert into a (b, c, d) values ($1, 'x', $2)\non conflict (b) do update set c = excluded.c",
                "insert into a (b, c, d) select c1, 'x', c2 from unnest($1::int8[], $2::int8[]) as rows (c1, c2)\n\
                 on conflict (b) do update set c = excluded.c",
            ),
        ];
        for (sql, wanted) in rows {
            assert_eq!(many(sql, &vec![Type::INT8; sql.matches('$').count()]), wanted);
        }
    }
}
