// Checks a SARIF log from standard input against the schema of SARIF 2.1.0, with the validator and the schema of the package that is named; prints the mistakes as JSON.
'use strict';
const { createRequire } = require('module');
const home = createRequire(process.argv[2] + '/package.json');
const Ajv = home('ajv');
const validator = new Ajv({ schemaId: 'auto', allErrors: true, validateSchema: false });
validator.addMetaSchema(home('ajv/lib/refs/json-schema-draft-04.json'));
const validate = validator.compile(home('./lib/schemas/sarif-2.1.0-rtm.5.json'));
validate(JSON.parse(require('fs').readFileSync(0, 'utf8')));
process.stdout.write(JSON.stringify((validate.errors || []).map(e => `${e.dataPath} ${e.message}`)));
