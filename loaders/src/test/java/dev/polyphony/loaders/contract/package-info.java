/// What every store keeps, whatever its kind: one test class, a subclass of a few lines per kind.
@NullMarked
package dev.polyphony.loaders.contract;

import org.jspecify.annotations.NullMarked;
