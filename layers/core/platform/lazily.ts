/**
 * An object that is made when it is first used: a cold start then doesn't pay for what its run never touches. To make one
 * client of the SDK costs as much as to load a fifth of a function (`docs/figures.md`).
 */
export function lazily<T extends object>(make: () => T): T {
  let made: T | undefined;
  const target = () => (made ??= make());
  return new Proxy({} as T, {
    get(_, member) {
      const value: unknown = Reflect.get(target(), member);
      // Its own methods see itself, not this stand-in: private members are nobody else's.
      return typeof value === 'function' ? value.bind(made) : value;
    },
  });
}
