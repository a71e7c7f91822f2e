/**
 * Tells whether opening a browser window makes sense here: not on a build machine, and on Linux only
 * under a graphical session.
 *
 * @returns {boolean}
 */
export function hasScreen() {
  const { CI, DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME } = process.env;
  if (CI) return false;
  return process.platform !== 'linux' || Boolean(DISPLAY ?? WAYLAND_DISPLAY ?? WSL_DISTRO_NAME);
}
