/// MongoDB: one `find` by keys, one indexed `find` for each parent, values exact to their BSON
/// type.
@NullMarked
package dev.polyphony.loaders.mongodb;

import org.jspecify.annotations.NullMarked;
