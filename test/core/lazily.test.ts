import { jest } from '@jest/globals';
import { lazily } from '../../layers/core/platform/lazily.ts';

class Counter {
  #count = 0;
  readonly name = 'counter';
  add() {
    return ++this.#count;
  }
}

test('is made at its first use, once, and keeps what is its own', () => {
  const make = jest.fn(() => new Counter());
  const counter = lazily(make);
  expect(make).not.toHaveBeenCalled();
  expect([counter.name, counter.add(), counter.add()]).toEqual(['counter', 1, 2]);
  expect(make).toHaveBeenCalledTimes(1);
});

test('one that could not be made is tried again', () => {
  const counter = lazily(
    jest
      .fn(() => new Counter())
      .mockImplementationOnce(() => {
        throw new Error('not yet');
      }),
  );
  expect(() => counter.add()).toThrow('not yet');
  expect(counter.add()).toBe(1);
});
