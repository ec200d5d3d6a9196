/// The contract that every store keeps, as tests: one suite, and a subclass of a few lines per
/// kind.
@NullMarked
package dev.polyphony.loaders.contract;

import org.jspecify.annotations.NullMarked;
