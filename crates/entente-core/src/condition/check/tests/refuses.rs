//! Every refusal, where it points and what it says to do.

use super::*;
