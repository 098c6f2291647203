//! The names of fields that an answer can be narrowed to.

/// Declares an enum of the fields of a type, which `omit` and `only` take.
macro_rules! fields {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident of $model:ident { $($field:ident = $wire:literal,)+ }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = concat!("`", $wire, "`.")] $field,)+
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(match self {
                    $(Self::$field => $wire,)+
                })
            }
        }

        impl $crate::api::Selectable for $model {
            type Field = $name;
        }
    };
}

pub(crate) use fields;
