// Runs every audit of GraphQL over HTTP against a running server: node audits.mjs <address of the endpoint>
import { serverAudits } from 'graphql-http';

const EXPECTED = 61;
const url = process.argv[2];

const audits = serverAudits({ url });
const results = [];
for (const audit of audits) {
  results.push(await audit.fn());
}
const failing = results.filter(result => result.status !== 'ok');
for (const { id, name, status, reason, response } of failing) {
  const answer = response ? ` (${response.status} ${response.headers.get('content-type')})` : '';
  console.log(`${id} ${status}: ${name}: ${reason}${answer}`);
}
console.log(`${results.length - failing.length} of ${EXPECTED} audits pass`);
process.exit(failing.length === 0 && results.length === EXPECTED ? 0 : 1);
