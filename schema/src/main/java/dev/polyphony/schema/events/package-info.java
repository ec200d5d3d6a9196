/// What the messages of topics are to the schema.
@NullMarked
package dev.polyphony.schema.events;

import org.jspecify.annotations.NullMarked;
