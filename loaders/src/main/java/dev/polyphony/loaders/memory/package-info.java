/// A store of plain lists: the contract of [dev.polyphony.loaders.Store] in its shortest form, for
/// tests.
@NullMarked
package dev.polyphony.loaders.memory;

import org.jspecify.annotations.NullMarked;
