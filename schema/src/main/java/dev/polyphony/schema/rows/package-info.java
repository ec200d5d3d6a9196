/// Rows and links: what a store answers.
@NullMarked
package dev.polyphony.schema.rows;

import org.jspecify.annotations.NullMarked;
