/** Where to go after signing in: a path of this site only, so that a crafted link cannot lead away from it. */
export function returnPath(asked: unknown): string {
  if (typeof asked !== 'string' || !asked.startsWith('/') || asked.startsWith('//') || asked.includes('\\')) return '/'
  return asked.startsWith('/login') ? '/' : asked
}
