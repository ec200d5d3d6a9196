/// What the stores are up to, for those who watch the gateway.
@NullMarked
package dev.polyphony.gateway.health;

import org.jspecify.annotations.NullMarked;
