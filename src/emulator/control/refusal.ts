/** What the control of the service says no with: over HTTP a status, in a test an error. */
export class ControlRefusal extends Error {
  override readonly name = 'ControlRefusal';
  constructor(
    readonly status: 400 | 403 | 404 | 409 | 415,
    /** Reads on from the name of the field, if there is one. */
    readonly reason: string,
    /** Where in the input the reason lies. */
    readonly field?: string,
  ) {
    super(field === undefined ? reason : `${field}: ${reason}`);
  }
}
