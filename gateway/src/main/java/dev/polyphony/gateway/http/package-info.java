/// GraphQL over HTTP on Vert.x: requests in, bytes out, and the bounds between.
@NullMarked
package dev.polyphony.gateway.http;

import org.jspecify.annotations.NullMarked;
