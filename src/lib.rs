//! `tiendo` ("tiến độ", progress) follows government plans: targets, responsible offices and overdue reports.
//!
//! # Architecture
//!
//! | folder | content | must not depend on |
//! |---|---|---|
//! | [`domain`] | domain rules: plans, figures, periods, deadlines, duties, assessment of a measure on a day | the clock, files, the database, display texts |
//! | [`store`] | the SQLite database: reads, and the single entry point for writes, [`store::Store::write`] | screens, display texts |
//! | [`sample`] | the five sample plans of `data/`, and the fictitious history of the demo | screens |
//! | [`mod@texts`] | languages and the tables of texts, as data that keys, forms and widgets may name | sentences, screens |
//! | [`i18n`] | texts in two languages: the only place where facts become sentences | screens, the database |
//! | [`report`], [`import`] | output of rows as text, CSV, JSON and spreadsheets, of letters and reports as docx; parsing of sheets of figures and of data files with plans, offices, days off | the store, screens |
//! | [`lists`] | definitions of lists: rows with their order, columns with cell and value, facets; all outputs derive from them | screens, commands |
//! | [`cli`] | all commands without a screen, one file per family | the terminal, except its abilities |
//! | [`system`] | security checks of process and file, hardening of the process | rows, accounts, display texts |
//! | [`command_table`] | every command of the shell once: whether it writes, who may run it, its file, its remote forms | the shell, the store |
//! | [`remote`] | closed grammar of remote commands | the shell, the store |
//! | [`config`] | configuration files, as one type | the environment, display texts |
//! | [`keys`] | the key table: context, key, command, label; read by dispatch, footer, help and sentences that name a key | panes |
//! | [`display`] | display settings, the character set, what the environment says of the terminal | drawing |
//! | [`form`] | forms as data, and the text input | drawing, the store |
//! | [`widgets`] | reusable drawing parts and the theme | panes, the store |
//! | [`panes`] | user interface: state, requests to the application, drawing | keys, the terminal, writing |
//! | [`app`] | application state and its update loop: `handle_command`, `perform` | drawing |
//! | [`terminal`] | raw mode, input, output in the terminal's character set, line mode for screen readers, restoration in every case | the panes' behaviour |
//!
//! `tests/rules.rs` checks these dependencies, and that files do not name each other in circles. `main.rs` is the only reader of the clock and of the environment.
//!
//! # From a key press to a stored figure
//!
//! [`terminal`] reads a key → [`keys`] maps context and key to a command → [`app`] passes it to the topmost layer
//! ([`panes::layers`]: a page, a form, a menu, the help, the search line, a question), else to the focused pane,
//! which changes its own state and may return an effect → the application performs the effect:
//! [`store::Store::write`] acquires the write lock, reads the clock, validates the input with
//! [`domain::entry::validate_entry`] and records the figure with its journal line in one transaction → the read model is
//! updated → [`panes`] draw from `&self`. A cursor movement ends in the pane: no statement runs.
//!
//! Another session finds the journal's new lines ([`store::Store::changes_since`]), forgets or rereads what they name, and
//! rebuilds what is on screen; the rest is rebuilt when it is shown. Figures and assessments are read when a pane first
//! asks for them; those of a long list are made by a thread, with "…" in their place until then.
//!
//! On the command line the same figure goes from [`cli`] to `Store::write`. Both call `entry::validate_entry` before, to show
//! refusals and warnings at once; the result inside the transaction decides. Screen and report show the same
//! assessment ([`domain::assessment`]) in the same texts ([`i18n::assessment`]).
//!
//! # Where to add things
//!
//! A sample plan: one file in `data/plans`. An office's own plan: `import plan`, validated by [`domain::plan_check`].
//! A refusal: one variant; the compiler then asks for its message in both languages. A key: one row in
//! [`keys::BINDINGS`] (help, footer, palette and `tiendo config default` follow). A text: one row in a `texts!`
//! table; it names a command, never a key: `‹filter›` becomes the user's key ([`keys::KeyHints`]). A list: one
//! file in [`lists`], its command and its page. A column of a list: one row of its table. A pane: one file
//! and one row in `panes/tabs.rs`. An effect: one variant, and its arm in `App::perform`. A change of the database: one
//! variant of [`store::Write`], its permission in `store/authorization.rs`, and what is read again and said after it in
//! `store/changes.rs`; its kind of journal line in `store/touched.rs`. A change of the schema: one script in `store/schema`, and `upgrade` applies it.
//!
//! # Glossary
//!
//! | Vietnamese | name in the code | meaning |
//! |---|---|---|
//! | kế hoạch | [`Plan`](domain::plan::Plan) | a signed document: number, date, issuer, years covered, targets, rules, budget |
//! | mục tiêu | [`Objective`](domain::plan::Objective) | a numbered heading of a plan; a plan may have none |
//! | chỉ tiêu | [`Target`](domain::plan::Target) | one line of a plan that promises a result |
//! | chỉ tiêu thành phần | [`Measure`](domain::plan::Measure) | one number, or one yes/no, by which a target is assessed |
//! | mức phải đạt | `target_value` | value to reach: of a measure, or of one of its stages |
//! | thực hiện | `actual` | value reached |
//! | giá trị gốc | [`Baseline`](domain::plan::Baseline) | value from which a measure starts |
//! | lộ trình | `trajectory` | straight line from the baseline through the stages; its value on a day is `expected` |
//! | mốc lộ trình | [`Stage`](domain::plan::Stage) | an interim target: a day and a value |
//! | chỉ tiêu định tính | `Milestone` | a measure that is done or not ([`MilestoneState`](domain::figure::MilestoneState)) |
//! | phân tổ | `series` | breakdown of a measure, such as boys and girls |
//! | mức giao | [`Quota`](domain::plan::Quota) | value required from each office of a group |
//! | đánh giá | [`Assessment`](domain::assessment::Assessment) | status of a measure on a day with its reasons, always derived |
//! | số liệu | [`Figure`](domain::figure::Figure) | answer of one office for one measure and period: a value, or why there is none |
//! | ô | [`Cell`](domain::figure::Cell) | key of a figure: measure, office, period, series |
//! | số ước, số chính thức | [`Quality`](domain::figure::Quality) | estimate, later replaced by the official figure; both are kept |
//! | không phát sinh, chưa có số liệu, không áp dụng | [`Answer`](domain::figure::Answer) | none occurred, no data yet, not applicable: answers that are never merged with 0 or an empty cell |
//! | kỳ | [`Period`](domain::period::Period) | month, quarter, half-year, nine months, year, or a single day |
//! | ngày chốt số liệu | [`Period::last_day`](domain::period::Period::last_day) | data cut-off: last day of a period's data ([`DataPeriod`](domain::period::DataPeriod): calendar, or Decree 09/2019/NĐ-CP) |
//! | khóa số liệu | [`Lock`](domain::lock::Lock) | a locked period: figures change only by a [`LockException`](domain::lock::LockException) |
//! | hoạt động | [`Activity`](domain::plan::Activity) | a row of a plan's annex, with lead office, partners, quantity and window |
//! | chủ trì, phối hợp | `lead`, `partners` | roles of offices in an activity |
//! | dự toán – đã chi – còn lại | [`Budget`](domain::budget::Budget) | planned, spent and remaining amounts, in đồng |
//! | đơn vị | [`Office`](domain::office::Office) | department, people's committee, newspaper, school … (`Unit` is the unit of count, đơn vị tính) |
//! | nhóm đơn vị | [`Group`](domain::office::Group) | dated list of the offices that a plan names together |
//! | đơn vị kế thừa | [`Successor`](domain::office::Successor) | office that takes over the tasks of one that ended; see [`domain::succession`] |
//! | đơn vị trước sắp xếp | `predecessors` | offices from which tasks passed to this one |
//! | cơ quan đầu mối | `coordinator` | office that collects the reports of a plan |
//! | chế độ báo cáo | [`ReportingRule`](domain::plan::ReportingRule) | who reports what to whom, by which day, how often |
//! | báo cáo phải gửi | [`Duty`](domain::duty::Duty) | reporting obligation: one rule, one office, one period |
//! | hạn cuối | `deadline`, `last_day` | last day on time, from the wording ("trước ngày" excludes the named day) |
//! | ghi nhận đã gửi | [`Submission`](domain::duty::Submission) | a report as received, with its letter, narrative and blockers |
//! | tiếp nhận, trả lại | `Accepted`, `Returned` | decisions of the coordinator on a submission; a returned report has a `resubmit_by` day |
//! | gia hạn, miễn báo cáo | `Extended`, `Exempted` | a later deadline; an obligation that is lifted (command `waive`) |
//! | đôn đốc | `Reminded` | a recorded reminder of a late report, or the letter that asks for it |
//! | quá hạn | `Overdue` | derived from dates, never stored ([`DutyState`](domain::duty::DutyState)) |
//! | tỷ lệ đã gửi | [`Totals::rate`](domain::duty::Totals::rate) | done / (done + open overdue) |
//! | nội dung cần bổ sung | [`Gap`](domain::gap::Gap) | information that a plan does not state and a person has to decide |
//! | cách xử lý | `decision` | coding note: how an ambiguous wording was read |
//! | nhật ký | `journal` ([`JournalLine`](store::JournalLine)) | audit log of all changes, with a hash chain |
//! | đánh dấu sao, ý kiến | [`StarSubject`](domain::star::StarSubject), [`Comment`](domain::comment::Comment) | personal star; comment visible to all |

pub mod app;
pub mod cli;
pub mod command_table;
pub mod config;
pub mod display;
pub mod domain;
pub mod form;
pub mod i18n;
pub mod import;
pub mod keys;
pub mod lists;
pub mod panes;
pub mod remote;
pub mod report;
pub mod sample;
pub mod store;
pub mod system;
pub mod terminal;
pub mod texts;
pub mod widgets;
