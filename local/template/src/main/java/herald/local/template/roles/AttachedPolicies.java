package herald.local.template.roles;

import herald.local.rules.iam.Role;
import herald.local.rules.iam.Statement;
import herald.local.template.resources.Resource;
import herald.local.template.text.Findings;
import herald.local.template.text.Nearest;
import herald.local.template.text.Origin;
import herald.local.template.text.Value;
import herald.local.template.values.Properties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The statements that a role gathers from all that is attached to it. */
final class AttachedPolicies {

    private final String role;
    private final Map<String, Resource> ownByArn;
    private final Findings findings;
    private final List<Statement> statements = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private boolean known = true;

    /** The policies of a role (logical id), of which some may be the template's {@code AWS::IAM::ManagedPolicy}s. */
    AttachedPolicies(String role, Map<String, Resource> ownByArn, Findings findings) {
        this.role = role;
        this.ownByArn = ownByArn;
        this.findings = findings;
    }

    void add(List<Statement> others) {
        statements.addAll(others);
    }

    /** Adds a resource, or an entry of a list, that has its document as a property. */
    void addDocument(String name, Properties owner) {
        addDocument(name, owner.required("PolicyDocument").asFields());
    }

    void addDocument(String name, Value.Fields document) {
        var properties = new Properties(document);
        add(PolicyReader.read(name, properties));
        WideStatements.tell(properties, findings);
    }

    /** @param value an ARN, or for SAM the name of a policy of AWS's own */
    void addManaged(Value value) {
        var text = value.asText();
        var own = ownByArn.get(text);
        var name = ManagedPolicies.name(text).orElse(text);
        if (own != null) {
            addDocument(own.id(), own.properties());
        } else if (text.startsWith("arn:") && ManagedPolicies.name(text).isEmpty()) {
            known = false;
            findings.notice(value.origin()
                    .says(text + " is not in this template, so that " + role
                            + " may do everything here; on AWS only what its policies allow"));
        } else {
            ManagedPolicies.statements(name).ifPresentOrElse(this::add, () -> unread(name, value.origin()));
        }
    }

    private void unread(String name, Origin at) {
        unread.add(name);
        findings.notice(at.says("what AWS's policy " + name + " allows is not known here, so that it" + " allows "
                + role + " nothing" + Nearest.hint(name, ManagedPolicies.names())));
    }

    /** Adds something that SAM or AWS makes policies of, and not the stand-in. */
    void unknown(Origin at, String what) {
        known = false;
        findings.notice(
                at.says(what + " gives " + role + " policies that are not read, so that it may do everything here"));
    }

    /** @param name physical name */
    Role role(String name) {
        return new Role(role, name, statements, unread, known);
    }
}
