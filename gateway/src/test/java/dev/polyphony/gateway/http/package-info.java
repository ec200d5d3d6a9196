@NullMarked
package dev.polyphony.gateway.http;

import org.jspecify.annotations.NullMarked;
