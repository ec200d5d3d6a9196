/// Expressions in CEL over the fields of a row and the caller's claims: read, typed, evaluated, and
/// made into filters.
@NullMarked
package dev.polyphony.schema.expression;

import org.jspecify.annotations.NullMarked;
