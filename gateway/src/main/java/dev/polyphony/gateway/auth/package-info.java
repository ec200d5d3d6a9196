/// Who asks: bearer tokens to identities.
@NullMarked
package dev.polyphony.gateway.auth;

import org.jspecify.annotations.NullMarked;
