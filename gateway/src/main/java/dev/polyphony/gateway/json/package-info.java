/// JSON that comes from outside.
@NullMarked
package dev.polyphony.gateway.json;

import org.jspecify.annotations.NullMarked;
