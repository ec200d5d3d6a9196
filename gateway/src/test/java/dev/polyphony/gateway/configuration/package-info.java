@NullMarked
package dev.polyphony.gateway.configuration;

import org.jspecify.annotations.NullMarked;
