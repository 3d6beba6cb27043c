import { GraphQLDateTime, GraphQLSafeInt } from 'graphql-scalars';

/** UTC date and time; VOD's precision is one second. */
export const DateTime = GraphQLDateTime;

/** An integer up to 2^53 − 1: file sizes outgrow GraphQL's 32-bit Int. */
export const SafeInt = GraphQLSafeInt;
