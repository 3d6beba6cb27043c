import type { SearchOperation } from '../wire/served.js';
import { type Documented, pageOf100 } from './support.js';

export const searchDocumentation: Documented<SearchOperation> = {
  SearchMedia: {
    qps: 50,
    parameters: {
      SearchType: 'supported',
      Match:
        'unverified: operators beyond =, in, and, or are syntax errors; texts are found by any part of them, in any case',
      Fields: 'unverified: names are case-sensitive, unknown ones are ignored',
      SortBy: 'supported',
      ...pageOf100,
      ScrollToken: 'unverified: valid for ten minutes, at most 100 records forward',
      SessionId: 'refused',
      ResultTypes: 'refused',
    },
    errors: {
      SortByExceededMax: '400 supported',
      ErrorMatchSyntax: '400 supported',
      'InvalidScrollToken.Expired': '400 supported',
    },
  },
};
