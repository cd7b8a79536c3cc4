// What a first visit to the page transfers: the document with its styles and scripts,
// compressed as sent, headers included.
export const limit = 60_000;
const counted = new Set(['Document', 'Stylesheet', 'Script']);

export async function weight(visit) {
  const kinds = new Map();
  const sizes = new Map();
  const received = ({ requestId, type, response }) => kinds.set(requestId, { type, url: response.url });
  const finished = ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength);
  const { inspector, page } = visit;
  inspector.on('Network.responseReceived', received);
  inspector.on('Network.loadingFinished', finished);
  await inspector.send('Network.enable');
  await inspector.send('Network.setCacheDisabled', { cacheDisabled: true });
  try {
    // A page that listens to a stream is never idle; its styles and scripts are there when it is loaded.
    await page.reload({ waitUntil: 'load' });
  } finally {
    await inspector.send('Network.setCacheDisabled', { cacheDisabled: false });
    await inspector.send('Network.disable');
    inspector.off('Network.responseReceived', received);
    inspector.off('Network.loadingFinished', finished);
  }
  const parts = [...kinds].filter(([, { type }]) => counted.has(type)).map(([id, { url }]) => [sizes.get(id) ?? 0, url]);
  const total = parts.reduce((sum, [size]) => sum + size, 0);
  if (total === 0) return ['weight: nothing was measured'];
  if (total <= limit) return [];
  return [`weight: ${total} bytes, allowed are ${limit}:\n  ${parts.map((part) => part.join(' ')).join('\n  ')}`];
}
