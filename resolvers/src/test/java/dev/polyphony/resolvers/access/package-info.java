/// Who sees what.
@NullMarked
package dev.polyphony.resolvers.access;

import org.jspecify.annotations.NullMarked;
