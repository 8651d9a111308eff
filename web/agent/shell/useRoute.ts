import { useSyncExternalStore } from 'react';

export type Route =
  | { page: 'cases'; caseId?: string }
  | { page: 'queues' }
  | { page: 'corrections' }
  | { page: 'audit'; caseId?: string };

/** Pages are told apart by the part after `#`, which stays in the browser. */
export function routeOf(hash: string): Route {
  const [page, id] = hash.replace(/^#\/?/, '').split('/');
  const caseId = id ? decodeURIComponent(id) : undefined;
  switch (page) {
    case 'queues':
    case 'corrections':
      return { page };
    case 'audit':
      return { page, ...(caseId ? { caseId } : {}) };
    default:
      return { page: 'cases', ...(caseId ? { caseId } : {}) };
  }
}

export const caseHref = (caseId: string): string => `#/cases/${encodeURIComponent(caseId)}`;
export const goTo = (href: string): void => location.assign(href);

export function useRoute(): Route {
  const hash = useSyncExternalStore(
    listener => {
      window.addEventListener('hashchange', listener);
      return () => window.removeEventListener('hashchange', listener);
    },
    () => location.hash,
  );
  return routeOf(hash);
}
