//! What goes into a statement and comes out of a row, alike for every database.

use crate::Error;

/// One value, borrowed from whoever gives it. Whole numbers stand for yes and no as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    Null,
    Integer(i64),
    Text(&'a str),
    Blob(&'a [u8]),
    /// Many numbers at once, for databases that take them so; in no column.
    Integers(&'a [i64]),
    /// Many texts at once, alike.
    Texts(&'a [&'a str]),
}

/// What a statement can be given.
pub(crate) trait Parameter {
    fn value(&self) -> Value<'_>;
}

/// What a row's column can be read as.
pub(crate) trait Column: Sized {
    /// None where the value is of another kind.
    fn read(value: Value<'_>) -> Option<Self>;
}

/// What all `$1`, `$2` of a statement are.
pub(crate) trait Parameters: Copy {
    fn count(&self) -> usize;
    fn at(&self, index: usize) -> Value<'_>;
}

impl Parameters for &[&dyn Parameter] {
    fn count(&self) -> usize {
        self.len()
    }
    fn at(&self, index: usize) -> Value<'_> {
        self[index].value()
    }
}

/// For statements of one kind of parameter.
impl<T: Parameter + Copy, const N: usize> Parameters for [T; N] {
    fn count(&self) -> usize {
        N
    }
    fn at(&self, index: usize) -> Value<'_> {
        self[index].value()
    }
}

/// For rows of several kinds, to be written many at once.
macro_rules! rows {
    ($($kind:ident $place:tt),+; $count:literal) => {
        impl<$($kind: Parameter + Copy),+> Parameters for ($($kind,)+) {
            fn count(&self) -> usize {
                $count
            }
            fn at(&self, index: usize) -> Value<'_> {
                match index {
                    $($place => self.$place.value(),)+
                    _ => Value::Null,
                }
            }
        }
    };
}
rows!(A 0, B 1; 2);
rows!(A 0, B 1, C 2; 3);
rows!(A 0, B 1, C 2, D 3; 4);
rows!(A 0, B 1, C 2, D 3, E 4; 5);
rows!(A 0, B 1, C 2, D 3, E 4, F 5; 6);
rows!(A 0, B 1, C 2, D 3, E 4, F 5, G 6; 7);

/// For statements without parameters.
impl Parameters for () {
    fn count(&self) -> usize {
        0
    }
    fn at(&self, _: usize) -> Value<'_> {
        Value::Null
    }
}

/// For rows that say themselves what stands in each column.
impl Parameter for Value<'_> {
    fn value(&self) -> Value<'_> {
        *self
    }
}

/// The parameters of a statement, of any kinds.
macro_rules! params {
    ($($value:expr),+ $(,)?) => {
        &[$(&$value as &dyn $crate::database::Parameter),+] as &[&dyn $crate::database::Parameter]
    };
}
pub(crate) use params;

impl<T: Parameter + ?Sized> Parameter for &T {
    fn value(&self) -> Value<'_> {
        (**self).value()
    }
}

impl<T: Parameter> Parameter for Option<T> {
    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, Parameter::value)
    }
}

impl<T: Column> Column for Option<T> {
    fn read(value: Value<'_>) -> Option<Option<T>> {
        if value == Value::Null { Some(None) } else { T::read(value).map(Some) }
    }
}

impl Parameter for i64 {
    fn value(&self) -> Value<'_> {
        Value::Integer(*self)
    }
}

impl Column for i64 {
    fn read(value: Value<'_>) -> Option<i64> {
        if let Value::Integer(number) = value { Some(number) } else { None }
    }
}

impl Parameter for u32 {
    fn value(&self) -> Value<'_> {
        Value::Integer(i64::from(*self))
    }
}

impl Column for u32 {
    fn read(value: Value<'_>) -> Option<u32> {
        i64::read(value)?.try_into().ok()
    }
}

impl Parameter for bool {
    fn value(&self) -> Value<'_> {
        Value::Integer(i64::from(*self))
    }
}

impl Column for bool {
    fn read(value: Value<'_>) -> Option<bool> {
        i64::read(value).map(|number| number != 0)
    }
}

impl Parameter for str {
    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl Parameter for String {
    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl Column for String {
    fn read(value: Value<'_>) -> Option<String> {
        if let Value::Text(text) = value { Some(text.to_owned()) } else { None }
    }
}

impl Parameter for Vec<u8> {
    fn value(&self) -> Value<'_> {
        Value::Blob(self)
    }
}

impl Column for Vec<u8> {
    fn read(value: Value<'_>) -> Option<Vec<u8>> {
        if let Value::Blob(bytes) = value { Some(bytes.to_owned()) } else { None }
    }
}

impl<const N: usize> Parameter for [u8; N] {
    fn value(&self) -> Value<'_> {
        Value::Blob(self)
    }
}

impl<const N: usize> Column for [u8; N] {
    fn read(value: Value<'_>) -> Option<[u8; N]> {
        if let Value::Blob(bytes) = value { bytes.try_into().ok() } else { None }
    }
}

/// Reads a value as a column of this kind.
pub(super) fn read<T: Column>(value: Value<'_>, index: usize) -> Result<T, Error> {
    // The value itself may be personal data: its kind must do.
    let kind = match value {
        Value::Null => "nothing",
        Value::Integer(_) => "a number",
        Value::Text(_) => "a text",
        Value::Blob(_) => "bytes",
        Value::Integers(_) | Value::Texts(_) => "many values",
    };
    T::read(value).ok_or_else(|| {
        Error::unreadable(format_args!("column {index} of a row"), format_args!("{kind} is not what belongs there"))
    })
}
