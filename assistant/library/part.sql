-- What a connection that reads the reports of some collections has in place of the library's tables. A report, and a
-- file that could not be read, belongs to the collection of its path; one that was never placed belongs to "reports".
CREATE TEMP TABLE permitted (collection TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TEMP VIEW placed AS SELECT * FROM main.placed WHERE collection IN temp.permitted;

CREATE TEMP VIEW documents AS SELECT * FROM main.documents d
    WHERE coalesce((SELECT p.collection FROM main.placed p WHERE p.path = d.path), 'reports') IN temp.permitted;

CREATE TEMP VIEW files AS SELECT * FROM main.files f
    WHERE coalesce((SELECT p.collection FROM main.placed p WHERE p.path = f.path), 'reports') IN temp.permitted;

CREATE TEMP VIEW corrections AS SELECT * FROM main.corrections c
    WHERE EXISTS (SELECT 1 FROM documents d WHERE d.name = c.name);

CREATE TEMP VIEW pages AS SELECT * FROM main.pages x
    WHERE EXISTS (SELECT 1 FROM documents d WHERE d.id = x.document_id);

CREATE TEMP VIEW blocks AS SELECT * FROM main.blocks x
    WHERE EXISTS (SELECT 1 FROM documents d WHERE d.id = x.document_id);

CREATE TEMP VIEW passages AS SELECT * FROM main.passages x
    WHERE EXISTS (SELECT 1 FROM documents d WHERE d.id = x.document_id);

-- The search index is made from main.indexed, and finds for somebody what they may see.
CREATE TEMP VIEW indexed AS SELECT * FROM main.indexed x
    WHERE EXISTS (SELECT 1 FROM documents d WHERE d.id = x.document_id);

-- Terms are of all reports: only their ids are asked for, as main.terms; any other use fails.
CREATE TEMP VIEW terms AS SELECT 0 AS none WHERE 0;

CREATE TEMP VIEW names AS SELECT * FROM main.names x
    WHERE EXISTS (SELECT 1 FROM documents d WHERE d.id = x.document_id);

CREATE TEMP VIEW commitments AS SELECT * FROM main.commitments x
    WHERE EXISTS (SELECT 1 FROM documents d WHERE d.id = x.document_id);

CREATE TEMP VIEW row_corrections AS SELECT * FROM main.row_corrections
    WHERE row IN (SELECT c.id FROM commitments c);

CREATE TEMP VIEW cited AS SELECT * FROM main.cited c
    WHERE EXISTS (SELECT 1 FROM documents d WHERE d.name = c.document);

-- An answer is looked through only as long as all that it quotes may be seen.
CREATE TEMP VIEW turns AS
    SELECT conversation, number, question, iif(EXISTS (
               SELECT 1 FROM main.cited c WHERE c.conversation = t.conversation AND c.number = t.number
               AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.name = c.document)
           ), '', said) AS said, answer, asked, link
    FROM main.turns t;

CREATE TEMP VIEW uploads AS SELECT *, rowid FROM main.uploads u
    WHERE u.path = '' OR coalesce((SELECT p.collection FROM main.placed p WHERE p.path = u.path), 'reports')
        IN temp.permitted;

-- Full text is asked for as main.words, beside the passages that it belongs to; any other use of it fails.
CREATE TEMP VIEW words AS SELECT 0 AS none WHERE 0;
CREATE TEMP VIEW words_content AS SELECT 0 AS none WHERE 0;
CREATE TEMP VIEW words_data AS SELECT 0 AS none WHERE 0;
CREATE TEMP VIEW words_idx AS SELECT 0 AS none WHERE 0;
CREATE TEMP VIEW words_docsize AS SELECT 0 AS none WHERE 0;

-- What people thought of answers quotes any report, and is read on the command line alone.
CREATE TEMP VIEW feedback AS
    SELECT conversation, number, good, reason, '' AS question, '' AS answer, given FROM main.feedback;
