/// Cassandra: partitions read one by one, many at once, over the Apache driver.
@NullMarked
package dev.polyphony.loaders.cassandra;

import org.jspecify.annotations.NullMarked;
