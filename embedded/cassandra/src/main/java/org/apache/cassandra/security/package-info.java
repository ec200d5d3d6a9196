/// What the server needs to start on Java 25.
@NullMarked
package org.apache.cassandra.security;

import org.jspecify.annotations.NullMarked;
