/// What a subscription follows: which messages, from where on, and the rows that are made of them.
/// Where messages come from, and where answers go, is the gateway's.
@NullMarked
package dev.polyphony.resolvers.subscription;

import org.jspecify.annotations.NullMarked;
