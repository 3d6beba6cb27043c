/**
 * What a peer's process does for the benchmark: it says where it listens, and its CPU time when asked.
 * Both travel over the channel of its parent, never over the measured sockets.
 */
export function serve(server, path = '/graphql') {
  const { port } = server.address();
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send({ cpuMicros: user + system });
  });
  process.on('disconnect', () => process.exit());
  process.send({ url: `http://127.0.0.1:${port}${path}` });
}
