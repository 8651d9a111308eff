/** What the operator typed or has can't be used; the message says what, where and what to do. */
export class WrongUse extends Error {
  override name = 'WrongUse';
}
