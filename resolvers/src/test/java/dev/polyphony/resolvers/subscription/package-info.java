/// What subscriptions make of messages.
@NullMarked
package dev.polyphony.resolvers.subscription;

import org.jspecify.annotations.NullMarked;
