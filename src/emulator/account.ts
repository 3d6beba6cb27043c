/** The application that everything belongs to unless told otherwise. */
export const systemAppId = 'app-1000000';
