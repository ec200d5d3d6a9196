@NullMarked
package dev.polyphony.gateway.architecture;

import org.jspecify.annotations.NullMarked;
