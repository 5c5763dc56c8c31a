// Plain JavaScript, loaded first: an older Node cannot even read the TypeScript that it would complain in.
const REQUIRED = 24;
if (Number(process.versions.node.split('.')[0]) < REQUIRED) {
  console.error(
    `Pullquote needs Node ${REQUIRED} or newer, and this is ${process.version}. Run "npm ci", which brings the right one, then "npm start".`,
  );
  process.exit(1);
}
