import { Branch } from './branch.ts';
import type { CompiledScope, CompiledState } from './definition.ts';
import { firstFrame, type FrameDocument } from './journal.ts';
import { bind, type Frame } from './frame.ts';
import { runScope } from './scope.ts';
import { StateError } from './stateError.ts';

interface Child {
  scope: CompiledScope;
  input: unknown;
  item?: FrameDocument['item'];
}

/** A Parallel: every branch on the same input; results in the branches' order. */
export async function runBranches(at: Frame, state: CompiledState): Promise<unknown[]> {
  const input = state.arguments ? await state.arguments(bind(at)) : at.frame.input;
  at.run.journal.event('ParallelStateStarted');
  const children = state.branches.map(scope => ({ scope, input }));
  const results = await runChildren(at, children, children.length);
  at.run.journal.event('ParallelStateSucceeded');
  return results;
}

/** An inline Map: the processor once per item, at most `MaxConcurrency` (0: no limit, the service's own is 40) at a time. */
export async function runItems(at: Frame, state: CompiledState): Promise<unknown[]> {
  const bindings = bind(at);
  const items = state.items ? await state.items(bindings) : at.frame.input;
  if (!Array.isArray(items)) {
    throw new StateError('States.QueryEvaluationError', `Items of «${state.name}» is not an array.`);
  }
  const limit = state.maxConcurrency ? Number(await state.maxConcurrency(bindings)) : 0;
  at.run.journal.event('MapStateStarted', () => ({ mapStateStartedEventDetails: { length: items.length } }));
  const children: Child[] = [];
  for (const [index, Value] of items.entries()) {
    const item = { Index: index, Value };
    const input = state.itemSelector
      ? await state.itemSelector(bind(at, {}, { Map: { Item: item } }))
      : Value;
    children.push({ scope: state.branches[0]!, input, item });
  }
  const results = await runChildren(at, children, limit > 0 ? limit : 40);
  at.run.journal.event('MapStateSucceeded');
  return results;
}

/** Runs the children, at most `limit` at once; the first to fail stops the others. */
function runChildren(at: Frame, children: Child[], limit: number): Promise<unknown[]> {
  const { run, branch, frame } = at;
  const attempt = frame.retries.reduce((sum, count) => sum + count, 0);
  const outer = { ...at.outer, ...frame.variables };
  const results = new Array<unknown>(children.length);
  return branch.join<unknown[]>(settle => {
    const live = new Set<Branch>();
    let next = 0;
    let left = children.length;
    const stop = () => live.forEach(child => child.cancel());
    if (left === 0) settle(() => results);

    const startMore = () => {
      while (live.size < limit && next < children.length) {
        const index = next++;
        void run.cloud.activity.run(() => startOne(index));
      }
    };
    const startOne = async (index: number) => {
      const { scope, input, item } = children[index]!;
      const path = `${at.path}/${frame.sequence}.${attempt}.${String(index).padStart(5, '0')}`;
      const child = new Branch(branch.activity, branch.clock, branch);
      live.add(child);
      try {
        const stored = run.journal.frame(path);
        const own = stored ?? {
          ...firstFrame(scope.startAt, input, branch.clock.now()),
          item: item ?? frame.item,
        };
        results[index] = await runScope({ run, branch: child, path, scope, frame: own, outer }, !stored);
        left -= 1;
        live.delete(child);
        if (left === 0) settle(() => results);
        else if (!child.cancelled) startMore();
      } catch (error) {
        live.delete(child);
        if (child.cancelled) return;
        next = children.length;
        settle(() => {
          throw error;
        });
        stop();
      }
    };
    startMore();
    return () => {};
  });
}
