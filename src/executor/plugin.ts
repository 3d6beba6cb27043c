import {
  type ApolloServerPlugin,
  type BaseContext,
  type GraphQLRequestListener,
  HeaderMap,
} from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import { type CompiledQuery, compileQuery } from './compile.js';

type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * Executes queries compiled that were asked `after` times before; what the compiler leaves alone is
 * executed by Apollo's graphql-js.
 */
export function compiledExecution(formatError: FormatError, after: number): ApolloServerPlugin {
  const compiled = new WeakMap<OperationDefinitionNode, CompiledQuery>();
  const listener: GraphQLRequestListener<BaseContext> = {
    async responseForOperation({ schema, document, operation, request, contextValue }) {
      // Despite its type, absent for an unknown `operationName`: Apollo refuses that itself.
      if (!operation) return null;
      let query = compiled.get(operation);
      if (query === undefined) {
        query = compileQuery(schema, document, operation, after);
        compiled.set(operation, query);
      }
      const result = await query(request.variables ?? {}, contextValue);
      if (result === undefined) return null;
      const { data, errors } = result;
      return {
        http: { headers: new HeaderMap() },
        body: {
          kind: 'single',
          singleResult: {
            data: data ?? null,
            ...(errors && {
              errors: errors.map((error) => formatError(withCode(error), error)),
            }),
          },
        },
      };
    },
  };
  return { requestDidStart: async () => listener };
}

/** As Apollo does with the errors of graphql-js. */
function withCode(error: GraphQLError): GraphQLFormattedError {
  const extensions = { code: 'INTERNAL_SERVER_ERROR', ...error.extensions };
  return { ...error.toJSON(), extensions };
}
