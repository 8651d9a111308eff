import type { Flow } from './flow.ts';
export const lintFlow = (_flow: Flow, _known: string[]): string[] => [];
