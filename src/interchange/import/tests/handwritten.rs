//! Schedules as people write them, read as a designer reads them. Each was once read wrongly.

use super::{lines, read};
use crate::interchange::import::RowOutcome;

/// The circuits of a file with one panel.
fn circuits(text: &str) -> Vec<String> {
    let draft = read(text);
    assert_eq!(draft.panels.len(), 1, "{text}");
    lines(draft.panels.first().expect("one"))
}

#[test]
fn a_list_that_counts_slots_gives_further_poles_to_the_breaker_of_their_column() {
    let legs = "CKT,DESCRIPTION,BKR,POLES,PH A,PH B,PH C\n1,LTG,20,1,1200,,\n2,REC,20,1,900,,\n3,AHU-1,40,3,,3000,\n4,REC 2,20,1,,720,\n5,,,,,,3000\n6,WH-1,30,2,,,2250\n7,,,,3000,,\n8,,,,2250,,\n";
    let wanted =
        ["1 LTG 20/1 1200", "2 REC 20/1 900", "3 AHU-1 40/3 9000", "4 REC 2 20/1 720", "6 WH-1 30/2 4500"];
    assert_eq!(circuits(legs), wanted);
    let repeated = "CKT,DESCRIPTION,BKR,POLES,VA\n1,LTG,20,1,1200\n2,REC,20,1,900\n3,AHU-1,40,3,3000\n4,REC 2,20,1,720\n5,AHU-1,40,3,3000\n6,WH-1,30,2,2250\n7,AHU-1,40,3,3000\n8,WH-1,30,2,2250\n";
    assert_eq!(circuits(repeated), wanted);
}

#[test]
fn the_letter_of_a_leg_is_no_ampere() {
    let text = "CKT,DESCRIPTION,BKR,PH A,PH B,PH C\n1,LTG,20,1200,,\n3,REC,20,,900,\n";
    assert_eq!(circuits(text), ["1 LTG 20/1 1200", "3 REC 20/1 900"]);
    let watts = text.replace("PH A,PH B,PH C", "PH A (W),PH B (W),PH C (W)");
    assert_eq!(circuits(&watts), ["1 LTG 20/1 1200", "3 REC 20/1 900"]);
    let amperes = text
        .replace("PH A,PH B,PH C", "PH A (A),PH B (A),PH C (A)")
        .replace("1200", "10")
        .replace("900", "7.5");
    assert_eq!(circuits(&amperes), ["1 LTG 20/1 1200", "3 REC 20/1 900"]);
}

#[test]
fn legs_over_two_columns_each_are_those_of_both_halves() {
    let text = "CKT,DESCRIPTION,TRIP,POLES,A,,B,,C,,POLES,TRIP,DESCRIPTION,CKT\n1,LTG,20,1,1200,900,,,,,1,20,REC,2\n3,AHU,40,2,,,800,720,,,1,20,REC 2,4\n5,,,,,,,,800,500,1,20,TV,6\n";
    let wanted =
        ["1 LTG 20/1 1200", "2 REC 20/1 900", "3 AHU 40/2 1600", "4 REC 2 20/1 720", "6 TV 20/1 500"];
    assert_eq!(circuits(text), wanted);
}

#[test]
fn the_even_half_below_the_odd_one_is_of_the_same_panel() {
    let header = "CKT,DESCRIPTION,AMP,POLE,VA\n";
    let text = format!("{header}1,A,20,1,100\n3,B,20,1,200\n\n{header}2,C,20,1,300\n4,D,20,1,400\n");
    assert_eq!(circuits(&text), ["1 A 20/1 100", "2 C 20/1 300", "3 B 20/1 200", "4 D 20/1 400"]);
}

#[test]
fn breakers_and_numbers_in_other_hands() {
    let text = "CKT,DESCRIPTION,BREAKER,VA\n(1),A,(1) 20,100\n2 and 4,B,(2) 30,200\n\"LP1-3,LP1-5,LP1-7\",C,3 x 40A,300\n6,D,1/20,400\n8,E,20A/1P LO,500\n9 thru 13,F,3P-30,600\n";
    let draft = read(text);
    let panel = draft.panels.first().expect("one");
    assert_eq!(
        lines(panel),
        ["1 A 20/1 100", "2 B 30/2 200", "3 C 40/3 300", "6 D 20/1 400", "8 E 20/1 500", "9 F 30/3 600"]
    );
    let lockout = panel.circuits.iter().find(|draft| draft.circuit.description == "E").expect("E");
    assert_eq!(lockout.circuit.notes, "BREAKER: 20A/1P LO");
}

#[test]
fn totals_and_summaries_below_are_no_circuits() {
    let text = "CKT,DESCRIPTION,AMP,POLE,VA\n1,A,20,1,100\n2,B,20,1,200\n,,,,300\n,CONNECTED AMPS,,,2.5\n\nLOAD TYPE,CONNECTED,FACTOR,DEMAND\nLIGHTING,2000,1.25,2500\n";
    let draft = read(text);
    assert_eq!(lines(draft.panels.first().expect("one")), ["1 A 20/1 100", "2 B 20/1 200"]);
    let skipped = draft.rows.iter().filter(|row| matches!(row.outcome, RowOutcome::Skipped { .. })).count();
    assert_eq!(draft.rows.len(), 8);
    assert_eq!(skipped, 6, "{:?}", draft.rows);
    // without a number, but with a breaker: a circuit all the same
    assert_eq!(circuits(&format!("{text},NEW HEATER,20,1,1500\n")).len(), 3);
}

#[test]
fn spares_and_spaces_by_any_word() {
    let text = "CKT,DESCRIPTION,TRIP,POLES,VA\n1,Spare - 20A/1P,20,1,\n2,PROVISION ONLY,,,\n3,N/A,,,\n4,---,---,---,---\n5,SPARE 20,20,1,0\n6,SPARE PARTS ROOM,20,1,180\n";
    let wanted = ["s1 Spare - 20A/1P 20/1 0", "s5 SPARE 20 20/1 0", "6 SPARE PARTS ROOM 20/1 180"];
    assert_eq!(circuits(text), wanted);
}

#[test]
fn loads_in_columns_by_class_and_per_pole() {
    use crate::domain::LoadClass::{Appliance, Lighting, Motor};
    let text = "CKT,DESCRIPTION,BKR,POLES,LTG,REC,MTR,MISC\n1,ROOM,20,1,1200,,,100\n\"3,5\",PUMP,30,2,,,4500,\n2,RACK,20,1,,,,900\n";
    let draft = read(text);
    let panel = draft.panels.first().expect("one");
    assert_eq!(lines(panel), ["1 ROOM 20/1 1300", "2 RACK 20/1 900", "3 PUMP 30/2 4500"]);
    let classes: Vec<_> = panel.circuits.iter().map(|draft| draft.circuit.class).collect();
    assert_eq!(classes, [Lighting, Motor, Appliance]);
    let once = "CKT,DESCRIPTION,BKR,POLES,VA/POLE\n1,A,20,1,500\n2,B,30,2,1000\n";
    assert_eq!(circuits(once), ["1 A 20/1 500", "2 B 30/2 2000"]);
    let each = "CKT,DESCRIPTION,BKR,POLES,VA PER POLE\n2,B,30,2,1000\n4,,,,1200\n";
    assert_eq!(circuits(each), ["2 B 30/2 2200"]);
}

#[test]
fn amperes_of_several_rows_are_those_of_each_pole() {
    let text = "PANEL LP-A 208Y/120V\nCKT,DESCRIPTION,BKR,LOAD AMPS\n2,B,30/2,20\n4,,,20\n";
    assert_eq!(circuits(text), ["2 B 30/2 4160"]);
}

#[test]
fn headers_that_say_little_are_understood_by_their_cells() {
    let house = "Left,,,Right,,\n#,Circuit,Size,#,Circuit,Size\n1,Range,50 2P,2,Bedroom 1,15\n3,Range,50 2P,4,Kitchen 2,20\n";
    assert_eq!(circuits(house), ["1 Range 50/2 0", "2 Bedroom 1 15/1 0", "4 Kitchen 2 20/1 0"]);
    let controls = "Breaker #,Amps,Anything\n1,15,Bedroom lights\n3/5,50,Range\n4,30,Dryer\n";
    assert_eq!(circuits(controls), ["1 Bedroom lights 15/1 0", "3 Range 50/2 0", "4 Dryer 30/1 0"]);
    let short = "No.,Load,C/B,P,VA\n1,LTG,20,1,500\n2,WH,30,2,4000\n";
    assert_eq!(circuits(short), ["1 LTG 20/1 500", "2 WH 30/2 4000"]);
    let position = "Position,Name,Trip Rating,Poles,Total VA\n1,LTG,20,1,500\n5,WH,30,2,4000\n";
    assert_eq!(circuits(position), ["1 LTG 20/1 500", "5 WH 30/2 4000"]);
}

#[test]
fn points_that_group_thousands_are_no_decimals() {
    let text = "CKT;DESCRIPTION;TRIP;POLES;LOAD (VA)\n1;A;20;1;1.200\n2;B;20;1;900\n3;C;20;1;1.500\n";
    assert_eq!(circuits(text), ["1 A 20/1 1200", "2 B 20/1 900", "3 C 20/1 1500"]);
}

#[test]
fn names_of_panels_stand_in_titles_alone_and_before_numbers() {
    let name = |text: &str| read(text).panels.first().expect("one").panel.name.clone();
    let rows = "CKT,DESCRIPTION,TRIP,VA\n1,A,20,100\n2,B,20,200\n";
    assert_eq!(name(&format!("PANEL LP-A 208Y/120V\n{rows}")), "LP-A");
    assert_eq!(name(&format!("LP-7\n{rows}")), "LP-7");
    let two = "CIRCUIT,DESCRIPTION,BREAKER,VA\nLP-A-1,A,20/1,100\nLP-A-3,B,20/1,200\nLP-B-1,C,20/1,300\n";
    let draft = read(two);
    let names: Vec<_> = draft.panels.iter().map(|panel| panel.panel.name.as_str()).collect();
    assert_eq!(names, ["LP-A", "LP-B"]);
    assert_eq!(draft.panels.iter().map(lines).collect::<Vec<_>>().concat().len(), 3);
}

#[test]
fn numbers_in_a_column_without_header_are_said() {
    let text = "CKT,DESCRIPTION,TRIP,VA,\n1,A,20,100,55\n2,B,20,200,66\n";
    let notes = read(text).notes;
    assert!(notes.iter().any(|note| note.what == "columns without a header not imported: E"), "{notes:?}");
}

#[test]
fn loads_of_a_home_without_voltage_are_on_two_legs() {
    let text = "Breaker #,Amps,Description\n1,15,Bedroom lights\n2,20,Kitchen\n4,30,Dryer\n";
    let draft = read(text);
    let panel = draft.panels.first().expect("one");
    assert_eq!(panel.panel.system, crate::domain::System::Single240);
    assert!(
        draft.notes.iter().any(|note| note.what.contains("240/120 assumed, as the loads")),
        "{:?}",
        draft.notes
    );
}

#[test]
fn what_nobody_knows_yet_stays_as_text_to_correct() {
    let text = "CKT,DESCRIPTION,BREAKER,POLES,VA\n1,A,?,1,100\n3,B,TBD,2,TBD\n2,I,20,1,300\n4,-,20,1,400\n";
    let wanted = ["1 A -/1 100?", "2 I 20/1 300", "3 B -/2 0?", "4 I 20/1 400"];
    assert_eq!(circuits(text), wanted);
}

#[test]
fn a_total_without_a_word_is_no_pole_of_the_last_breaker() {
    let text =
        "PH A,PH B,PH C,CKT,DESCRIPTION,TRIP\n100,,,1,A,20/1\n,,,\"2,4,6\",SPARE,30/3\n,,,,,\n100,0,0,,,\n";
    assert_eq!(circuits(text), ["1 A 20/1 100", "s2 SPARE 30/3 0"]);
    let poles = "CKT,DESCRIPTION,TRIP,PH A,PH B,PH C\n\"1,3,5\",A,30/3,100,,\n,,,,200,\n,,,,,300\n";
    assert_eq!(circuits(poles), ["1 A 30/3 600"]);
}

#[test]
fn a_half_without_numbers_counts_beside_one_that_has_them() {
    let text = "CKT,DESCRIPTION,AMP,VA,DESCRIPTION,AMP,VA\n1,A,20,100,B,20,200\n3,C,20,300,D,20,400\n";
    assert_eq!(circuits(text), ["1 A 20/1 100", "2 B 20/1 200", "3 C 20/1 300", "4 D 20/1 400"]);
}

#[test]
fn loads_of_both_halves_in_one_cell_are_no_fraction() {
    let text = "CKT,DESCRIPTION,BKR,A,B,BKR,DESCRIPTION,CKT\n1,L,20/1,1200/900,,20/1,M,2\n3,N,20/1,,300/400,20/1,O,4\n";
    assert_eq!(circuits(text), ["1 L 20/1 1200", "2 M 20/1 900", "3 N 20/1 300", "4 O 20/1 400"]);
    let list = "CKT,DESCRIPTION,BKR,VA\n1,L,20/1,1200/900\n2,M,20/1,800\n";
    assert_eq!(circuits(list), ["1 L 20/1 0?", "2 M 20/1 800"]);
}

#[test]
fn a_summary_beside_the_head_and_the_main_among_the_rows() {
    let text = "PANEL LP-A,,208Y/120V,,,,LOAD SUMMARY,CONN,DF,DEMAND\nCKT,DESCRIPTION,AMP,POLE,VA,,,,,\nMAIN,MAIN BREAKER,100,3,,,LIGHTING,2000,1.25,2500\n1,A,20,1,100,,RECEPT,1620,1,1620\n3,B,30,2,4000,,HVAC,9000,1,9000\n";
    let draft = read(text);
    let panel = draft.panels.first().expect("one");
    assert_eq!(lines(panel), ["1 A 20/1 100", "3 B 30/2 4000"]);
    assert_eq!(panel.panel.name, "LP-A");
    assert_eq!(panel.panel.main, crate::domain::Main::Breaker(crate::units::Amperes(100.0)));
}

#[test]
fn words_and_units_of_other_hands() {
    let spanish =
        "Circuito,Descripción,Interruptor,Polos,Carga (VA)\n1,Alumbrado,20,1,1200\n2,Contactos,20,1,900\n";
    assert_eq!(circuits(spanish), ["1 Alumbrado 20/1 1200", "2 Contactos 20/1 900"]);
    let names =
        "CircuitNumber,LoadName,BreakerSize,NumberOfPoles,ApparentLoadVA\n1,A,20,1,100\n2,B,30,2,200\n";
    assert_eq!(circuits(names), ["1 A 20/1 100", "2 B 30/2 200"]);
    let going_on = "CKT,DESCRIPTION,TRIP,POLES,VA\n1,AHU-1,40,3,9000\n3,AHU-1 (cont.),,,\n5,-DO-,,,\n";
    assert_eq!(circuits(going_on), ["1 AHU-1 40/3 9000"]);
    let beside = "CKT,DESCRIPTION,TRIP,VA,,PANEL,LP-A\n1,A,20,100,,VOLTAGE,208Y/120\n2,B,20,200,,MAIN,100A\n";
    assert_eq!(circuits(beside), ["1 A 20/1 100", "2 B 20/1 200"]);
}

#[test]
fn what_feeds_a_panel_is_kept_and_said_where_it_cannot_be_connected() {
    use crate::domain::{Project, apply_all};
    use crate::interchange::import::{edits_for_new_panels, open_feeders};
    let draft = read("PANEL:,LP-A,FED FROM:,MDP\nCKT,DESCRIPTION,TRIP,VA\n1,A,20,100\n");
    let empty = Project::named("x");
    let (made, _) = apply_all(&empty, &edits_for_new_panels(&empty, &draft)).expect("legal");
    assert_eq!(made.panel_named("LP-A").map(|panel| panel.notes.as_str()), Some("Fed from MDP"));
    let notes = open_feeders(&made, &draft);
    let told = notes.first().is_some_and(|note| note.what.starts_with("fed from MDP, which is not there"));
    assert!(told && notes.len() == 1, "{notes:?}");
}

#[test]
fn a_list_longer_than_any_panel_fills_several() {
    let rows: String = (1..=700).map(|n| format!("FAN {n},0.5\n")).collect();
    let draft = read(&format!("EQUIPMENT,KW\n{rows}"));
    assert_eq!(draft.circuits().filter(|(_, circuit)| circuit.is_placed()).count(), 700);
    let counts: Vec<usize> = draft.panels.iter().map(|panel| panel.circuits.len()).collect();
    assert_eq!(counts, [336, 336, 28]);
    let three: String = (1..=150).map(|n| format!("PUMP {n},20,3,5\n")).collect();
    let draft = read(&format!("EQUIPMENT,BREAKER,POLES,KW\n{three}"));
    assert_eq!(draft.circuits().filter(|(_, circuit)| circuit.is_placed()).count(), 150);
    assert!(draft.notes.iter().any(|note| note.what.contains("are in a further panel")), "{:?}", draft.notes);
}
