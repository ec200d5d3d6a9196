/// Conditions, orders and pages: what a store is asked for, in terms of fields.
@NullMarked
package dev.polyphony.schema.algebra;

import org.jspecify.annotations.NullMarked;
