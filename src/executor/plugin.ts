import {
  type ApolloServerPlugin,
  type BaseContext,
  type GraphQLRequestListener,
  HeaderMap,
  type HTTPGraphQLRequest,
} from '@apollo/server';
import type {
  ExecutionResult,
  FormattedExecutionResult,
  GraphQLError,
  GraphQLFormattedError,
  OperationDefinitionNode,
} from 'graphql';
import { type CompiledQuery, compileQuery } from './compile.js';

export type FormatError = (
  formatted: GraphQLFormattedError,
  error: unknown,
) => GraphQLFormattedError;

/** A query that was executed compiled. */
export interface Executed {
  readonly operation: OperationDefinitionNode;
  readonly compiled: CompiledQuery;
}

/** What Apollo is given: the plugin notes on it what it executed. */
export interface NotedRequest extends HTTPGraphQLRequest {
  executed?: Executed;
}

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
      const result = await query.execute(request.variables ?? {}, contextValue);
      if (result === undefined) return null;
      const http: NotedRequest | undefined = request.http;
      if (http) http.executed = { operation, compiled: query };
      return {
        http: { headers: new HeaderMap() },
        body: { kind: 'single', singleResult: formatResult(result, formatError) },
      };
    },
  };
  return { requestDidStart: async () => listener };
}

/** As Apollo does with what graphql-js answers. */
export function formatResult(
  { data, errors }: ExecutionResult,
  formatError: FormatError,
): FormattedExecutionResult {
  return {
    ...(errors && { errors: errors.map((error) => formatError(withCode(error), error)) }),
    data: data ?? null,
  };
}

function withCode(error: GraphQLError): GraphQLFormattedError {
  const extensions = { code: 'INTERNAL_SERVER_ERROR', ...error.extensions };
  return { ...error.toJSON(), extensions };
}
