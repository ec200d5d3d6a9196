@NullMarked
package dev.polyphony.loaders.cassandra;

import org.jspecify.annotations.NullMarked;
