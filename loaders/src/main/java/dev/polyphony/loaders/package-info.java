/// The store SPI: batched, asynchronous requests in terms of fields, answered by ordinal.
@NullMarked
package dev.polyphony.loaders;

import org.jspecify.annotations.NullMarked;
