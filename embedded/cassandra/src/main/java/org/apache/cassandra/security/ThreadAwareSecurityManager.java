package org.apache.cassandra.security;

import java.security.PermissionCollection;
import java.security.Permissions;

/// Stands before the server's class of this name, which sets a security manager and a policy; Java
/// 25 has neither, and the server would not start.
///
/// The original guards functions that users define; they are switched off in the embedded server.
@SuppressWarnings("removal")
public final class ThreadAwareSecurityManager {
  public static final PermissionCollection noPermissions = new Permissions();

  private ThreadAwareSecurityManager() {}

  public static void install() {}

  public static boolean isSecuredThread() {
    return false;
  }
}
