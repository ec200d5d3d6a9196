/// PostgreSQL: one prepared statement per request, pipelined; whatever the number of keys or
/// parents is, it is one execution.
@NullMarked
package dev.polyphony.loaders.postgresql;

import org.jspecify.annotations.NullMarked;
