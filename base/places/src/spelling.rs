use kernel::fold;

/// A name as it is compared: folded, with the usual abbreviations spelled out.
pub(crate) fn spelled(name: &str) -> String {
    let mut spelled = String::with_capacity(name.len() + 4);
    for word in fold(name).split(' ') {
        if !spelled.is_empty() {
            spelled.push(' ');
        }
        spelled.push_str(in_full(word));
    }
    spelled
}

fn in_full(word: &str) -> &str {
    match word {
        "st" => "saint",
        "ste" => "sainte",
        "sts" => "saints",
        "stes" => "saintes",
        "s" => "sur",
        "ss" => "sous",
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_spelled_out() {
        assert_eq!(spelled("St-Herblain"), spelled("Saint-Herblain"));
        assert_eq!(spelled("STE LUCE S/ LOIRE"), spelled("Sainte-Luce-sur-Loire"));
        assert_eq!(spelled(" "), "");
    }
}
