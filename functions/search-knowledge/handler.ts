import { KnowledgeQuery } from '../../layers/core/api/knowledge.ts';
import { ROLES } from '../../layers/core/api/me.ts';
import { demand, http, person, query } from '../../layers/core/platform/http.ts';
import { searchKnowledge, type SearchKnowledgeDependencies } from './searchKnowledge.ts';

/** `deps` may be asked for late: the release is read at the first request. */
export const createHandler = (deps: () => Promise<SearchKnowledgeDependencies>) =>
  http({
    'GET /knowledge': async event => {
      demand(person(event), ...ROLES);
      return searchKnowledge(query(KnowledgeQuery, event), await deps());
    },
  });
